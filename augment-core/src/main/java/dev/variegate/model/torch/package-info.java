/** TorchScript archives, run by PyTorch. */
@API(status = API.Status.INTERNAL)
package dev.variegate.model.torch;

import org.apiguardian.api.API;
