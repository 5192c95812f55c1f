"""Inks: which letters can be read on a colour, and what a colour becomes on a dark page."""

from colorsys import hls_to_rgb, rgb_to_hls

INK, PAPER, BLACK = "#1F2933", "#FFFFFF", "#000000"
ENOUGH = 4.5
DARK_CARD = "#1C2429"
"""What a page in the dark is made of; the stylesheet calls it --card."""
READABLE = 5.0
"""The contrast of letters with what is under them; 4.5 is the least that anybody should meet."""
VISIBLE = 3.2
"""The contrast of a shape with what is around it."""
STEP = 0.02


def on(colour: str) -> str:
    """The page's own ink on a light colour, white on a dark one, black where neither will do."""
    return next((ink for ink in (INK, PAPER) if contrast(ink, colour) >= ENOUGH), BLACK)


def in_the_dark(colour: str, least: float = READABLE) -> str:
    """The same colour, as much lighter as it takes to be seen on a dark page."""
    hue, lightness, saturation = rgb_to_hls(*_parts(colour))
    found = colour
    while contrast(found, DARK_CARD) < least and lightness < 1:
        lightness = min(lightness + STEP, 1.0)
        red, green, blue = hls_to_rgb(hue, lightness, saturation)
        found = f"#{round(red * 255):02X}{round(green * 255):02X}{round(blue * 255):02X}"
    return found


def either(colour: str, least: float = READABLE) -> str:
    """The colour by day and its like on a dark page, as CSS chooses between them."""
    return f"light-dark({colour}, {in_the_dark(colour, least)})"


def filled(colour: str) -> str:
    """The declaration that fills a shape, by day and in the dark."""
    return f"fill: {either(colour, VISIBLE)}"


def written_on(colour: str) -> str:
    """The declaration for letters on a shape, which is lighter in the dark."""
    return f"fill: light-dark({on(colour)}, {on(in_the_dark(colour, VISIBLE))})"


def contrast(one: str, other: str) -> float:
    """How well one colour stands out on another: from 1 to 21."""
    darker, lighter = sorted((_light(one), _light(other)))
    return (lighter + 0.05) / (darker + 0.05)


def _parts(colour: str) -> tuple[float, float, float]:
    red, green, blue = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    return red, green, blue


def _light(colour: str) -> float:
    """The relative luminance, as the accessibility guidelines reckon it."""
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in _parts(colour)]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
