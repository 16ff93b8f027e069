"""Foods beyond the shipped table: public databases, other national tables, own foods and recipes."""
