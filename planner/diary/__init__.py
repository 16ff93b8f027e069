"""What was eaten: readers, quantities to grams, text to foods, faults."""
