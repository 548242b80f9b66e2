"""Network weights that travel with Emotate; NOTICE at the root says whose they are."""

from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent

#: SHA-256 of each file. A stage's version holds the beginning, so new weights give new results.
SHA256 = {
    "silero_vad_16k_sequence.onnx": (
        "9ccdacc4719d8aa7e45a77536bfabec45a03ba1f2fad5e241ab4060b24238a85"
    ),
    "speaker_network.onnx": ("91e921aed908730a66ddb76cf7572367f4d6a9c91fa89d173e115016a4453b32"),
}


def session(name: str, threads: int = 1) -> Any:
    """An onnxruntime session on the CPU. One thread is best where many files run side by side."""
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    # The arena never gives back, and grows with each new length of batch. It is no faster here.
    options.enable_cpu_mem_arena = False
    options.enable_mem_pattern = False
    return onnxruntime.InferenceSession(
        str(FOLDER / name), options, providers=["CPUExecutionProvider"]
    )
