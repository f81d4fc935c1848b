/**
 * Foundations that know nothing of images: kebab-case words, spelling suggestions, strict key
 * trees, hashes.
 */
@API(status = API.Status.INTERNAL)
package dev.variegate.base;

import org.apiguardian.api.API;
