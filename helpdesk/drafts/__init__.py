"""What somebody typed and has not sent yet: drafts that outlive the page, the session and the browser."""
