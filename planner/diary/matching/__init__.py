"""Text to foods: words, synonyms, spelling, and the ranking of what is found."""
