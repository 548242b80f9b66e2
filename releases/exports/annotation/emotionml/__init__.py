"""EmotionML, the W3C's markup language of emotions."""

from releases.exports.annotation.emotionml.write import EMOTIONML

__all__ = ["EMOTIONML"]
