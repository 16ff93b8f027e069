"""What it amounts to: person-day by nutrient, meal and food; food and supplements apart."""
