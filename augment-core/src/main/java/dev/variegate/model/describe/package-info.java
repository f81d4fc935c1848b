/** A first description of networks that come without one. */
@API(status = API.Status.INTERNAL)
package dev.variegate.model.describe;

import org.apiguardian.api.API;
