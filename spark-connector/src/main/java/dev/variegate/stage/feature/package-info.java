/** The feature store: what extractors say of images, computed once and kept in a folder. */
@API(status = API.Status.INTERNAL)
package dev.variegate.stage.feature;

import org.apiguardian.api.API;
