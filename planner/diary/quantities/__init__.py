"""Amounts as people write them, to grams: numbers in words, portions, weights, doses."""
