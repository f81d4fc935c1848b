/** Diffusion models: the denoising loop, and image-to-image. */
@API(status = API.Status.INTERNAL)
package dev.variegate.generate.diffusion;

import org.apiguardian.api.API;
