/** MLlib stages that augment rows of images. */
@API(status = API.Status.STABLE)
package dev.variegate.stage;

import org.apiguardian.api.API;
