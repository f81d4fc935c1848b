/** Operations that match an image to the colors, levels or spectrum of a reference. */
@API(status = API.Status.STABLE)
package dev.variegate.op.adaptation;

import org.apiguardian.api.API;
