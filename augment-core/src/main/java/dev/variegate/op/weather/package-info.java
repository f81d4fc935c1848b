/** Operations that draw weather and light over an image. */
@API(status = API.Status.STABLE)
package dev.variegate.op.weather;

import org.apiguardian.api.API;
