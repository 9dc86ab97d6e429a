"""Questions with gold SQL that others wrote, in the layouts they use → Examples."""
