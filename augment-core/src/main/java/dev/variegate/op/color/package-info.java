/** Operations that change samples by their value. */
@API(status = API.Status.STABLE)
package dev.variegate.op.color;

import org.apiguardian.api.API;
