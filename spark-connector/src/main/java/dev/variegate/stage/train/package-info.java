/** Estimators that train generative models on a table of images, and what they fit. */
@API(status = API.Status.STABLE)
package dev.variegate.stage.train;

import org.apiguardian.api.API;
