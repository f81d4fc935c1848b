/** Denoising diffusion models while they are trained. */
@API(status = API.Status.INTERNAL)
package dev.variegate.train.diffusion;

import org.apiguardian.api.API;
