"""Roll calls of the General Assembly."""
