"""Classifies random images with the sample models. Hover over a path to see what its model costs."""

import numpy as np
import onnxruntime as ort

image = np.random.default_rng(0).standard_normal((1, 1, 28, 28)).astype(np.float32)


def run(session: ort.InferenceSession) -> np.ndarray:
    name = session.get_inputs()[0].name
    return session.run(None, {name: image})[0]


mobile = ort.InferenceSession("fashion-mobile.onnx")
resnet = ort.InferenceSession("fashion-resnet.onnx")

# The same network with int8 weights: fewer bytes to read for each answer.
resnet_int8 = ort.InferenceSession("fashion-resnet-int8.onnx", providers=["CPUExecutionProvider"])

transformer = ort.InferenceSession("fashion-vit.onnx")

for session in (mobile, resnet, resnet_int8, transformer):
    print(run(session).argmax(1))
