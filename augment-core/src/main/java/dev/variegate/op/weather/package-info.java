/** Operations that draw weather and light effects. */
@API(status = API.Status.STABLE)
package dev.variegate.op.weather;

import org.apiguardian.api.API;
