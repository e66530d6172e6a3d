"""The vocabulary of the program: frozen models and enums. No files, no pandas, no user interface."""
