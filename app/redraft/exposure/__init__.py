"""How far findings narrow people down."""
