"""Regional and global powers by Maoz, as spells."""
