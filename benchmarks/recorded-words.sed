# For sed -E. Words of lineages and names of stages as they were when the record was kept, and as they are now; no sample,
# key, label or seed is among them. The hashes are those of descriptions (model.yaml) whose words changed with them.
s/PictureMixer/ImageMixer/g
s/ licence=/ license=/g
s/"picture":/"image":/g
s/"outlines":/"polygons":/g
s/"things":/"instances":/g
s/preserveColour/preserveColor/g
s/ method=diffuse / method=image-to-image /g
s/ method=translate / method=image-translate /g
s/\{"diffuse":/{"image-to-image":/g
s/\{"translate":\{"fit/{"image-translate":{"fit/g
s/"shift":\{"right":([^,]*),"down":/"translate":{"x":\1,"y":/g
s/"right":([^,]*),"down":/"translate-x":\1,"translate-y":/g
s/^(stage 1-ImageMixer )(.*) shares=(Map\([^)]*\))/\1fractions=\3 \2/g
s/6-DiffusionAugmenter/6-ImageToImage/g
s/"box-safe-crop":\{"least":/"box-safe-crop":{"min-fraction":/g
s/"change":"/"operation":"/g
s/"course":"/"interpolation":"/g
s/05e4fc795efd9677be68cba6faa16b07fa8f9288556ca1385b2ed7a626eaef1f/952c3b3679383f36054ef2a631b2f8c75113272e0df741c1eb9e98c5f61c83f2/g
s/062ffc2a05c832b87bc19b52cda8ff60c8cd6ffde11911661908a20f7641e480/65eabf82ee8d031a9754044229c076a353cf622741517ee36087b1dafcfdbd8f/g
s/384deaa737b78664026cde982767c8a9ec8dc96a68a22030eb13dfa74a673e34/507e9674b03d54f19bbcd299b90d13f25a0a2c1b19d9e9363694405006f30a01/g
s/8f38186dc2e4b21077b181a9d707dc507a6143ff03c452d251a22229473b3ee7/76775bf4d66529a529c82339877cea1411ef91def810b9c37131bb3c72d172c3/g
s/a5400944c934062dbe6a60b55525649bd5a29ee0d70fe7a04c73e21ca59ac82b/8bf56c3389b86829a1d12a259b6ad1db3a87cd4e5152380e2159afeabfef6fcb/g
s/dc5a05b832e0858bb25fd9a296d5f411a3515641e491d41106981fa859de2c01/fe274e3505572c8da45ed7a22d65dd2a23b1dd24ff44ef733ec928a567dfa42f/g
s/fdabe431f24827064c2a02cb2ceb5bc0d618d32dc86896c28d7b5a46beba0374/a0feb2c33812791f27145cda4f74efbae6de600bd00401a6a5d6081fac759051/g
