/** ONNX files, and networks run by ONNX Runtime. */
@API(status = API.Status.INTERNAL)
package dev.variegate.model.onnx;

import org.apiguardian.api.API;
