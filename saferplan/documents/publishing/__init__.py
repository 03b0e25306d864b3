"""From a period that is ready to a numbered, frozen publication, and what comes after it."""
