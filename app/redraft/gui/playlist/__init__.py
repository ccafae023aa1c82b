"""The playlist page: what somebody's music gives away about them."""
