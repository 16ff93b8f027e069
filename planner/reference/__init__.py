"""What is known: nutrients, foods, portions, reference values, people, safety rules, dishes."""
