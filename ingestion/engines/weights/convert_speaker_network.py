"""Make ``speaker_network.onnx`` from the checkpoint inside the wheel of Resemblyzer 0.1.4.

Run once, by hand, where the ``onnx`` package is installed (it is no dependency of Emotate)::

    pip download --no-deps Resemblyzer==0.1.4
    python convert_speaker_network.py Resemblyzer-0.1.4-py3-none-any.whl

The network (Wan et al. 2018, "Generalized end-to-end loss for speaker verification"): three LSTM
layers of 256, the last state of the last one through a linear layer and a ReLU, then unit length.
The checkpoint also holds the optimiser's state, which is left behind: 17 MB become 5.7 MB.
The file is read without torch, by an unpickler that allows tensors and containers and nothing else.
"""

import io
import pickle
import sys
import zipfile
from collections import OrderedDict
from pathlib import Path
from typing import IO, Any

import numpy as np
import onnx  # type: ignore[import-not-found, unused-ignore]
from onnx import TensorProto, helper, numpy_helper

CHECKPOINT = "resemblyzer/pretrained.pt"
LAYERS = 3
UNITS = 256
MELS = 40


class _Tensors(pickle.Unpickler):
    """Unpickles a torch checkpoint of the format before torch 1.6 into NumPy arrays."""

    def __init__(self, file: IO[bytes], storages: dict[str, np.ndarray[Any, Any]]) -> None:
        super().__init__(file)
        self.storages = storages

    def find_class(self, module: str, name: str) -> Any:
        types = {"FloatStorage": np.float32, "LongStorage": np.int64, "DoubleStorage": np.float64}
        if module == "torch" and name in types:
            return types[name]
        if (module, name) == ("torch._utils", "_rebuild_tensor_v2"):
            return _tensor
        if (module, name) == ("collections", "OrderedDict"):
            return OrderedDict
        raise pickle.UnpicklingError(f"{module}.{name} is not allowed in a checkpoint")

    def persistent_load(self, pid: Any) -> np.ndarray[Any, Any]:
        _, dtype, key, _, size, *_ = pid
        return self.storages.setdefault(key, np.zeros(size, dtype))


def _tensor(
    storage: np.ndarray[Any, Any], offset: int, size: Any, stride: Any, *_: Any
) -> np.ndarray[Any, Any]:
    steps = [step * storage.itemsize for step in stride]
    return np.lib.stride_tricks.as_strided(storage[offset:], size, steps).copy()


def read_checkpoint(data: bytes) -> dict[str, np.ndarray[Any, Any]]:
    """Weights by name. The file is: magic, protocol, system, objects, storage keys, storages."""
    file = io.BytesIO(data)
    for _ in range(3):
        pickle.load(file)  # noqa: S301 (three plain values, from the wheel named above)
    objects_at = file.tell()
    storages: dict[str, np.ndarray[Any, Any]] = {}
    _Tensors(file, storages).load()
    for key in pickle.load(file):  # noqa: S301 (a list of strings)
        size = int(np.frombuffer(file.read(8), np.int64)[0])
        storages[key][:] = np.frombuffer(
            file.read(size * storages[key].itemsize), storages[key].dtype
        )
    file.seek(objects_at)
    state: dict[str, np.ndarray[Any, Any]] = _Tensors(file, storages).load()["model_state"]
    return state


def _gates(weight: np.ndarray[Any, Any]) -> np.ndarray[Any, Any]:
    """Rows of the four gates: torch orders them input, forget, cell, output; ONNX i, o, f, c."""
    i, f, c, o = np.split(weight, 4, axis=0)
    return np.concatenate([i, o, f, c])


def build(state: dict[str, np.ndarray[Any, Any]]) -> onnx.ModelProto:
    """Graph: ``mels`` float32[160, n, 40] -> ``embeddings`` float32[n, 256] of unit length."""
    nodes, weights, source = [], [], "mels"
    for k in range(LAYERS):
        names = {part: f"{part}{k}" for part in "WRB"}
        bias = [_gates(state[f"lstm.bias_{part}_l{k}"]) for part in ("ih", "hh")]
        values = {
            "W": _gates(state[f"lstm.weight_ih_l{k}"])[None],
            "R": _gates(state[f"lstm.weight_hh_l{k}"])[None],
            "B": np.concatenate(bias)[None],
        }
        weights += [numpy_helper.from_array(values[part], names[part]) for part in "WRB"]
        nodes.append(
            helper.make_node(
                "LSTM", [source, *names.values()], [f"all{k}", f"last{k}"], hidden_size=UNITS
            )
        )
        nodes.append(helper.make_node("Squeeze", [f"all{k}", "direction"], [f"out{k}"]))
        source = f"out{k}"
    weights += [
        numpy_helper.from_array(np.array([1], np.int64), "direction"),
        numpy_helper.from_array(np.array([0], np.int64), "layer"),
        numpy_helper.from_array(np.ascontiguousarray(state["linear.weight"]), "linear"),
        numpy_helper.from_array(state["linear.bias"], "bias"),
    ]
    nodes += [
        helper.make_node("Squeeze", [f"last{LAYERS - 1}", "layer"], ["state"]),
        helper.make_node("Gemm", ["state", "linear", "bias"], ["raw"], transB=1),
        helper.make_node("Relu", ["raw"], ["positive"]),
        helper.make_node("LpNormalization", ["positive"], ["embeddings"], axis=1, p=2),
    ]
    graph = helper.make_graph(
        nodes,
        "speaker_network",
        [helper.make_tensor_value_info("mels", TensorProto.FLOAT, ["frames", "n", MELS])],
        [helper.make_tensor_value_info("embeddings", TensorProto.FLOAT, ["n", UNITS])],
        weights,
    )
    model = helper.make_model(
        graph, opset_imports=[helper.make_opsetid("", 17)], producer_name="emotate", ir_version=9
    )
    onnx.checker.check_model(model, full_check=True)
    return model


def main(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        state = read_checkpoint(archive.read(CHECKPOINT))
    target = Path(__file__).with_name("speaker_network.onnx")
    target.write_bytes(build(state).SerializeToString(deterministic=True))
    print(f"{target}: {target.stat().st_size:,} bytes")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
