/** Segmentation: the class of each pixel of an image, by a network. */
@API(status = API.Status.INTERNAL)
package dev.variegate.generate.segment;

import org.apiguardian.api.API;
