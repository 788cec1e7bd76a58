/** Random changes to training images, on bytes in the order (row, column, channel): AutoAugment and RandAugment. */
package io.narsil.augment;
