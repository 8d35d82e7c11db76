"""How people hear of what concerns them: at the bell, by e-mail, in a digest, on their phone."""
