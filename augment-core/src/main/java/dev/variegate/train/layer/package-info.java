/** Layers of trainable networks, computed by PyTorch or written as ONNX, and what trains them. */
@API(status = API.Status.INTERNAL)
package dev.variegate.train.layer;

import org.apiguardian.api.API;
