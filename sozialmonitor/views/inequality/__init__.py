"""How unevenly a group is spread over the areas."""
