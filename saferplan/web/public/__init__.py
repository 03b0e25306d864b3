"""The public site of a partnership: what it has published, for everybody, without an account or a cookie."""
