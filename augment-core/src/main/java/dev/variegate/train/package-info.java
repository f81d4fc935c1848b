/** Training of generative models on one machine: images in a file, steps, checkpoints, bundles. */
@API(status = API.Status.INTERNAL)
package dev.variegate.train;

import org.apiguardian.api.API;
