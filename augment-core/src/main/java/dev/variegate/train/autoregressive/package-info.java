/** Autoregressive models: PixelCNN++. */
@API(status = API.Status.INTERNAL)
package dev.variegate.train.autoregressive;

import org.apiguardian.api.API;
