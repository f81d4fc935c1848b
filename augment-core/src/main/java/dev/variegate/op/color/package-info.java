/** Operations that change samples by value. */
@API(status = API.Status.STABLE)
package dev.variegate.op.color;

import org.apiguardian.api.API;
