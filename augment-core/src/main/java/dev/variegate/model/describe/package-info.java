/** Draft descriptions of networks that have none. */
@API(status = API.Status.INTERNAL)
package dev.variegate.model.describe;

import org.apiguardian.api.API;
