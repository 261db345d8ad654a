"""What is said and in which language: texts, the glossary, sentences about formulas."""
