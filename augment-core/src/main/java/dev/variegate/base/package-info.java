/**
 * What everything else stands on and what knows no image: words in kebab case, the spelling check,
 * strict trees of keys, hashes.
 */
@API(status = API.Status.INTERNAL)
package dev.variegate.base;

import org.apiguardian.api.API;
