/** How suspicious an image is as a source of copies: dark, light, blurry, empty, of odd shape. */
@API(status = API.Status.INTERNAL)
package dev.variegate.quality.source;

import org.apiguardian.api.API;
