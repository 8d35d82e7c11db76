"""The translations: taken out of code and templates, checked, compiled. No system gettext is needed."""
