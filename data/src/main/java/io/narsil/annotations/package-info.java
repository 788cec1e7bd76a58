/** What people have marked in images, as VOC, COCO and YOLO write it. */
package io.narsil.annotations;
