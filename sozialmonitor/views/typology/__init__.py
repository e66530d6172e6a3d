"""What the page „Typologie“ shows, and the profile of it."""
