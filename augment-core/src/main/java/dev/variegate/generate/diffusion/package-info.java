/** Diffusion models: the denoising process, and image-to-image. */
@API(status = API.Status.INTERNAL)
package dev.variegate.generate.diffusion;

import org.apiguardian.api.API;
