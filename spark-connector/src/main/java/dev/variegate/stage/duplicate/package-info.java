/** Near-duplicate images of a table: which rows show the same image, or parts of it. */
@API(status = API.Status.INTERNAL)
package dev.variegate.stage.duplicate;

import org.apiguardian.api.API;
