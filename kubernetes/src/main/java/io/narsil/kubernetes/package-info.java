/** Training in Jobs of Kubernetes, by its API alone. Nothing of the client is loaded where no study asks for it. */
package io.narsil.kubernetes;
