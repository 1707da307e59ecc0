"""The vocabulary every segment shares; import the module you need, nothing is loaded here."""
