"""Label Studio: tasks with every rating as an annotation, and their labeling config."""

from releases.exports.annotation.label_studio.write import LABEL_STUDIO

__all__ = ["LABEL_STUDIO"]
